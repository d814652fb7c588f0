package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// Picks pairs of accounts, the same ones in every program of every language.
type dice struct{ seed uint64 }

func (d *dice) below(limit uint64) uint64 {
	d.seed = d.seed * 48271 % 2147483647
	return d.seed % limit
}

func fail(sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	os.Exit(1)
}

// Work with a wrong result is not work done: no figure then.
func expect(what string, found, wanted uint64) {
	if found != wanted {
		fail(fmt.Sprintf("%s should be %d and is %d.", what, wanted, found))
	}
}

func residentBytes() float64 {
	text, _ := os.ReadFile("/proc/self/statm")
	pages, _ := strconv.ParseFloat(strings.Fields(string(text))[1], 64)
	return pages * float64(os.Getpagesize())
}

func report(operations uint64, took time.Duration, bytesPerActor float64) {
	fmt.Printf("{\"ns_per_operation\":%.3f,\"bytes_per_actor\":%.1f}\n",
		float64(took.Nanoseconds())/float64(operations), bytesPerActor)
}
