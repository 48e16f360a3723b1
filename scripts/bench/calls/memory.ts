import type { StepFigures } from './step.ts'

/** Memory of the server's process before and after many calls. */
export type MemoryFigures = {
  readonly calls: number
  readonly rssBytesBefore: number
  readonly rssBytesAfter: number
  /** What is really held: after a collection of garbage. */
  readonly heapBytesBefore: number
  readonly heapBytesAfter: number
  readonly step: StepFigures
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)

export const memoryLine = (memory: MemoryFigures): string =>
  `Memory of the server over ${memory.calls} calls: RSS ${megabytes(memory.rssBytesBefore)} -> ${megabytes(memory.rssBytesAfter)} MB, ` +
  `heap after a collection ${megabytes(memory.heapBytesBefore)} -> ${megabytes(memory.heapBytesAfter)} MB`

export const memoryAsJson = (memory: MemoryFigures) => ({
  memory_calls: memory.calls,
  node_rss_bytes_before: memory.rssBytesBefore,
  node_rss_bytes_after: memory.rssBytesAfter,
  node_heap_bytes_before: memory.heapBytesBefore,
  node_heap_bytes_after: memory.heapBytesAfter,
})
