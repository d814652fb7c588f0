package main

import "time"

type question struct {
	value  uint64
	answer chan uint64
}

func serve(questions chan question) {
	for q := range questions {
		q.answer <- q.value + 1
	}
}

// Keeps `window` questions under way; all answers come through one channel.
func ask(questions, window uint64) {
	server := make(chan question, 2*window)
	go serve(server)
	sum := make(chan uint64)
	began := time.Now()
	go func() {
		answers := make(chan uint64, 2*window)
		asked, total := uint64(0), uint64(0)
		for ; asked < window; asked++ {
			server <- question{asked, answers}
		}
		for i := uint64(0); i < questions; i++ {
			total += <-answers
			if asked < questions {
				server <- question{asked, answers}
				asked++
			}
		}
		sum <- total
	}()
	total := <-sum
	took := time.Since(began)
	expect("The sum of the answers", total, questions*(questions+1)/2)
	report(questions, took, 0)
}
