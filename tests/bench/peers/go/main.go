// The workloads of tests/bench/workload.hpp with goroutines and channels: no actor library, but
// what a Go programmer would write for the same work. Mailboxes are channels of 1,024 places, so
// a sender waits when its receiver lags.
// go_peer WORKLOAD WORKERS OPERATIONS
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
)

const mailbox = 1024

func main() {
	if len(os.Args) != 4 {
		fail("go_peer WORKLOAD WORKERS OPERATIONS")
	}
	workers, _ := strconv.Atoi(os.Args[2])
	operations, _ := strconv.ParseUint(os.Args[3], 10, 64)
	runtime.GOMAXPROCS(workers)
	switch os.Args[1] {
	case "pingpong":
		passBall(2, operations)
	case "ring":
		passBall(1000, operations)
	case "count":
		fanIn(1, operations)
	case "fanin":
		fanIn(8, operations)
	case "bank":
		moveMoney(operations)
	case "ask":
		ask(operations, 1)
	case "ask_pipe":
		ask(operations, 1000)
	case "skynet":
		growTree(operations)
	case "spawn":
		spawnMany(operations)
	case "restart":
		restartChild(operations)
	case "replace":
		replaceChild(operations)
	default:
		fail(fmt.Sprintf("go_peer knows no workload %q", os.Args[1]))
	}
}
