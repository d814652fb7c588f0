package main

import "time"

func passBall(players int, hops uint64) {
	finish := make(chan struct{})
	ring := make([]chan uint64, players)
	for i := range ring {
		ring[i] = make(chan uint64, mailbox)
	}
	for i := range ring {
		go player(ring[i], ring[(i+1)%players], finish)
	}
	ring[0] <- uint64(players) // One lap to warm up.
	<-finish
	began := time.Now()
	ring[0] <- hops
	<-finish
	report(hops, time.Since(began), 0)
}

func player(in, next chan uint64, finish chan struct{}) {
	for hopsLeft := range in {
		if hopsLeft == 0 {
			finish <- struct{}{}
		} else {
			next <- hopsLeft - 1
		}
	}
}
