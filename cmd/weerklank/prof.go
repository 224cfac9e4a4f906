package main
import ("os";"runtime/pprof";"runtime")
func startProf() func() {
	f:=os.Getenv("WKPROF"); if f=="" {return func(){}}
	w,_:=os.Create(f); pprof.StartCPUProfile(w)
	return func(){pprof.StopCPUProfile(); w.Close(); if h:=os.Getenv("WKHEAP");h!="" {hw,_:=os.Create(h); runtime.GC(); pprof.Lookup("allocs").WriteTo(hw,0); hw.Close()}}
}
