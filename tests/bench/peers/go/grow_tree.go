package main

import "time"

const branches = 10

func growTree(leaves uint64) {
	top := make(chan uint64)
	began := time.Now()
	go node(top, 0, leaves)
	sum := <-top
	took := time.Since(began)
	expect("The sum of the leaves", sum, leaves*(leaves-1)/2)
	report((leaves*branches-1)/(branches-1), took, 0)
}

func node(parent chan uint64, first, leaves uint64) {
	if leaves == 1 {
		parent <- first
		return
	}
	each := leaves / branches
	parts := make(chan uint64, branches)
	for i := uint64(0); i < branches; i++ {
		go node(parts, first+i*each, each)
	}
	sum := uint64(0)
	for i := 0; i < branches; i++ {
		sum += <-parts
	}
	parent <- sum
}
