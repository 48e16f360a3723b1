import type { StepFigures } from './step.ts'

const decimals = (value: number | null, digits: number): string => (value === null ? '-' : value.toFixed(digits))

const columns: readonly [string, (step: StepFigures) => string][] = [
  ['', ({ way, hangUps }) => `${way === 'server' ? 'our server' : 'bare dialplan'}${hangUps > 0 ? ', hang-ups' : ''}`],
  ['asked/s', ({ askedPerSecond }) => decimals(askedPerSecond, 0)],
  ['reached/s', ({ reachedPerSecond }) => decimals(reachedPerSecond, 1)],
  ['calls', ({ calls }) => String(calls)],
  ['failed', ({ failed }) => String(failed)],
  ['INVITE-200 p50/p99 ms', ({ inviteTo200: { p50, p99 } }) => `${decimals(p50, 1)} / ${decimals(p99, 1)}`],
  ['key-unit p50/p99 ms', ({ keyToUnitInvite: { p50, p99 } }) => `${decimals(p50, 1)} / ${decimals(p99, 1)}`],
  ['accept-voice p50 ms', ({ acceptToVoice: { p50 } }) => decimals(p50, 0)],
  ['Asterisk ms/call', ({ asteriskCpuMsPerCall }) => decimals(asteriskCpuMsPerCall, 1)],
  ['Node ms/call', ({ way, nodeCpuMsPerCall }) => (way === 'server' ? decimals(nodeCpuMsPerCall, 1) : '-')],
  ['commits/call', ({ way, commitsPerCall }) => (way === 'server' ? decimals(commitsPerCall, 1) : '-')],
  ['loop p99 ms', ({ way, loopDelayP99Ms }) => (way === 'server' ? decimals(loopDelayP99Ms, 1) : '-')],
  ['loop busy', ({ way, loopBusyPercent }) => (way === 'server' ? `${decimals(loopBusyPercent, 0)} %` : '-')],
  [
    'left legs/bridges/calls',
    ({ legsLeft, bridgesLeft, openCallsLeft, rememberedLeft }) =>
      `${legsLeft} / ${bridgesLeft} / ${Math.max(openCallsLeft, rememberedLeft)}`,
  ],
  ['RSS MB', ({ way, nodeRssBytes }) => (way === 'server' ? decimals(nodeRssBytes / 1e6, 0) : '-')],
  ['generator CPU', ({ generatorCpuPercent }) => `${decimals(generatorCpuPercent, 0)} %`],
  ['others CPU', ({ othersCpuPercent }) => `${decimals(othersCpuPercent, 0)} %`],
]

/** The table for people: a step a column, a figure a line; then why calls failed. */
export function tableOf(steps: readonly StepFigures[]): readonly string[] {
  const rows = columns.map(([title, cell]) => [title, ...steps.map(cell)])
  const widths = [0, ...steps.map((_, at) => at + 1)].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const lines = rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
  )
  const failures = steps.flatMap(({ way, askedPerSecond, failures: reasons }) =>
    reasons.map((reason) => `  failed, ${way} at ${askedPerSecond}/s: ${reason}`),
  )
  return [...lines, ...failures]
}

const rounded = (value: number | null, digits = 2): number | null =>
  value === null ? null : Number(value.toFixed(digits))

/** A step with its units in the keys. */
export const stepAsJson = (step: StepFigures) => ({
  way: step.way,
  hang_ups_share: step.hangUps,
  asked_calls_per_s: step.askedPerSecond,
  reached_calls_per_s: rounded(step.reachedPerSecond),
  calls: step.calls,
  failed_calls: step.failed,
  invite_to_200_ms_p50: rounded(step.inviteTo200.p50),
  invite_to_200_ms_p99: rounded(step.inviteTo200.p99),
  key_to_unit_invite_ms_p50: rounded(step.keyToUnitInvite.p50),
  key_to_unit_invite_ms_p99: rounded(step.keyToUnitInvite.p99),
  accept_to_voice_ms_p50: rounded(step.acceptToVoice.p50),
  accept_to_voice_ms_p99: rounded(step.acceptToVoice.p99),
  asterisk_cpu_ms_per_call: rounded(step.asteriskCpuMsPerCall),
  generator_cpu_percent: rounded(step.generatorCpuPercent, 0),
  others_cpu_percent: rounded(step.othersCpuPercent, 0),
  legs_left: step.legsLeft,
  bridges_left: step.bridgesLeft,
  ...(step.way === 'dialplan'
    ? {}
    : {
        node_cpu_ms_per_call: rounded(step.nodeCpuMsPerCall),
        remembered_left: step.rememberedLeft,
        open_calls_left: step.openCallsLeft,
        cases_missing: step.casesMissing,
        commits_per_call: rounded(step.commitsPerCall),
        node_rss_bytes: step.nodeRssBytes,
        event_loop_delay_ms_p99: rounded(step.loopDelayP99Ms),
        event_loop_busy_percent: rounded(step.loopBusyPercent, 0),
      }),
})
