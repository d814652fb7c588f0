package main

import "time"

const (
	accountsCount = 100
	underWay      = 1000
	startBalance  = 1000000
)

type step int

const (
	debit step = iota
	credit
	credited
	transferred
	audit
)

type message struct {
	step   step
	amount int64
	other  chan message // The account on the other side.
	teller chan message
}

// No channel may ever be full here: accounts that wait for each other would wait for ever.
func openAccount() chan message {
	self := make(chan message, 4*underWay)
	go func() {
		balance := int64(startBalance)
		for m := range self {
			switch m.step {
			case debit:
				balance -= m.amount
				m.other <- message{credit, m.amount, self, m.teller}
			case credit:
				balance += m.amount
				m.other <- message{credited, 0, nil, m.teller}
			case credited:
				m.teller <- message{step: transferred}
			case audit:
				m.teller <- message{amount: balance}
			}
		}
	}()
	return self
}

func moveMoney(transfers uint64) {
	accounts := make([]chan message, accountsCount)
	for i := range accounts {
		accounts[i] = openAccount()
	}
	finish := make(chan struct{})
	began := time.Now()
	go tell(accounts, transfers, finish)
	<-finish
	took := time.Since(began)
	sum, answer := uint64(0), make(chan message)
	for _, account := range accounts {
		account <- message{step: audit, teller: answer}
		sum += uint64((<-answer).amount)
	}
	expect("The money in the bank", sum, accountsCount*startBalance)
	report(transfers, took, 0)
}

func tell(accounts []chan message, transfers uint64, finish chan struct{}) {
	self := make(chan message, 4*underWay)
	pick := dice{1}
	ordered := uint64(0)
	order := func() {
		ordered++
		from := pick.below(accountsCount)
		to := (from + 1 + pick.below(accountsCount-1)) % accountsCount
		accounts[from] <- message{debit, 1, accounts[to], self}
	}
	for ordered < underWay {
		order()
	}
	for done := uint64(0); done < transfers; done++ {
		<-self
		if ordered < transfers {
			order()
		}
	}
	finish <- struct{}{}
}
