import { readFileSync } from 'node:fs'

/** Linux counts CPU time in hundredths of a second for everybody who reads /proc. */
const msPerTick = 10
const pageBytes = 4096

/** CPU time a process has used so far, all its threads, in user and system mode, in ms. */
export function cpuMsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msPerTick
}

/** Memory of a process that is in RAM, in bytes. */
export const residentBytesOf = (pid: number): number =>
  Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes

/** CPU time of the whole machine so far, in ms: what was used, and what there was. */
export function machineCpuMs(): { readonly used: number; readonly all: number } {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n')
  // user nice system idle iowait irq softirq steal; what guests use is in user already
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number)
  const all = ticks.reduce((sum, tick) => sum + tick, 0)
  return { used: (all - (ticks[3] ?? 0) - (ticks[4] ?? 0)) * msPerTick, all: all * msPerTick }
}
