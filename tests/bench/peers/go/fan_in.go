package main

import "time"

func fanIn(producers int, messages uint64) {
	finish := make(chan struct{})
	target := make(chan uint64, mailbox)
	go func() {
		for count := uint64(0); count < messages; count++ {
			<-target
		}
		finish <- struct{}{}
	}()
	began := time.Now()
	for i := 0; i < producers; i++ {
		go produce(target, messages/uint64(producers))
	}
	<-finish
	report(messages, time.Since(began), 0)
}

func produce(target chan uint64, amount uint64) {
	for i := uint64(0); i < amount; i++ {
		target <- i
	}
}
