/** The clock of every time that the bench takes, in ms since some instant; the same in all threads of the process. */
export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6
