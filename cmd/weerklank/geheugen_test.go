package main

import "testing"

// Little memory may grow several times, much of it by half.
func TestGrowth(t *testing.T) {
	for live, want := range map[uint64]int{0: 400, 4 << 20: 400, 80 << 20: 100, 150 << 20: 50, 1 << 30: 50, 1 << 40: 50} {
		if got := growth(live); got != want {
			t.Errorf("of %d bytes: %d per cent, want %d", live, got, want)
		}
	}
}
