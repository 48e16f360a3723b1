export type ToldDryRun = {
  readonly version: number | null
  readonly revision: number | null
  readonly language: 'zh-CN' | 'en'
  readonly at: string
  readonly summary: readonly string[]
  readonly steps: readonly ToldLine[]
  readonly ifNobodyReacts: readonly ToldLine[]
}
type ToldLine = { readonly at: string; readonly call?: number; readonly text: string }

/** A dry run in lines: what it comes to, every step with its local time, and what follows if nobody ever reacts. */
export function tellDryRun(run: ToldDryRun): readonly string[] {
  return [
    ...run.summary,
    '',
    ...run.steps.map(({ at, call = 1, text }) => `${clock(at)}  ${call > 1 ? `[${call}] ` : ''}${text}`),
    ...(run.ifNobodyReacts.length === 0 ? [] : ['', nobodyReacts[run.language]]),
    ...run.ifNobodyReacts.map(({ at, text }) => `${at.slice(0, 10)} ${clock(at)}  ${text}`),
  ]
}

const nobodyReacts = { 'zh-CN': '如果一直无人处理：', en: 'If nobody ever reacts:' }
/** An instant of the API is in the server's zone already. */
const clock = (at: string): string => at.slice(11, 19)
