package main

import (
	"runtime"
	"time"
)

const batch = 10000

func spawnMany(amount uint64) {
	answers := make(chan uint64, batch)
	children := make([]chan uint64, amount)
	for i := range children { // Its pages are no part of an actor.
		children[i] = nil
	}
	runtime.GC()
	bytesBefore := residentBytes()
	began := time.Now()
	for i := uint64(0); i < amount; i += batch {
		for j := i; j < i+batch; j++ {
			children[j] = make(chan uint64, 1)
			go answer(children[j], answers)
			children[j] <- 1
		}
		for j := 0; j < batch; j++ {
			<-answers
		}
	}
	took := time.Since(began)
	bytes := residentBytes() - bytesBefore
	runtime.KeepAlive(children)
	report(amount, took, bytes/float64(amount))
}

func answer(in, out chan uint64) {
	for question := range in {
		out <- question
	}
}
