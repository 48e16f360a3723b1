import type { z } from 'zod'
import type { Looker } from '../../application/case/case-view.ts'
import { type ViewCaseDeps, viewCase } from '../../application/case/view-case.ts'
import { isoTime } from './iso-time.ts'
import { type caseDetailSchema, presentCaseDetail } from './present-case.ts'

/** Presents a case with all that hangs on it, as somebody may see it; null: there is none of this number. */
export function casePresenter(deps: ViewCaseDeps) {
  const iso = isoTime(deps.zone)
  const view = viewCase(deps)
  return async (number: string, looker: Looker): Promise<z.infer<typeof caseDetailSchema> | null> => {
    const found = await view(number, looker)
    return found && presentCaseDetail(found, iso)
  }
}
