package main

import "time"

type child struct {
	questions chan uint64 // 0: crash, or leave.
	end       chan any    // What it panicked with; nil: it left.
}

func spawnChild(answers chan uint64, mayCrash bool) child {
	self := child{make(chan uint64, 1), make(chan any, 1)}
	go func() {
		defer func() { self.end <- recover() }()
		sum := uint64(0)
		for question := range self.questions {
			if question != 0 {
				sum += question
				answers <- sum
			} else if mayCrash {
				panic("crash")
			} else {
				return
			}
		}
	}()
	return self
}

// Lets its child crash, asks the one that comes after, and so on.
func restartChild(times uint64) {
	finish := make(chan uint64)
	began := time.Now()
	go func() {
		sum, answers := uint64(0), make(chan uint64, 1)
		one := spawnChild(answers, true)
		for i := uint64(0); i < times; i++ {
			one.questions <- 0
			if <-one.end == nil {
				break
			}
			one = spawnChild(answers, true)
			one.questions <- 1
			sum += <-answers
		}
		finish <- sum
	}()
	sum := <-finish
	took := time.Since(began)
	expect("What all children counted, each from nothing,", sum, times)
	report(times, took, 0)
}

// Tells its child to end, puts another in its place, and so on.
func replaceChild(times uint64) {
	finish := make(chan uint64)
	began := time.Now()
	go func() {
		ended := uint64(0)
		for ; ended < times; ended++ {
			one := spawnChild(nil, false)
			one.questions <- 0
			if <-one.end != nil {
				break
			}
		}
		finish <- ended
	}()
	ended := <-finish
	took := time.Since(began)
	expect("The number of children that left", ended, times)
	report(times, took, 0)
}
