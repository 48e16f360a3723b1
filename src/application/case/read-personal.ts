import { maySeePersonalData, type Role } from '../../domain/access/role.ts'
import { maskNumber } from '../../domain/numbers/mask-number.ts'
import type { CaseReader } from '../ports/ledger.ts'

/** Personal values by reference, as far as a role may see them; null: none, erased, or not for this role. */
export type Personal = {
  readonly number: (ref: string | null) => string | null
  readonly words: (ref: string | null) => string | null
}

/** Reads the values behind the references in one go. Numbers are masked and words left out where the role does not need them. */
export async function readPersonal(
  cases: Pick<CaseReader, 'personal'>,
  refs: readonly (string | null | undefined)[],
  role: Role,
): Promise<Personal> {
  const rows = await cases.personal([...new Set(refs.filter((ref) => typeof ref === 'string'))])
  const sees = maySeePersonalData(role)
  const valueBehind = (ref: string | null) => (ref === null ? null : (rows[ref]?.value ?? null))
  return {
    number: (ref) => {
      const value = valueBehind(ref)
      return value === null || sees ? value : maskNumber(value)
    },
    words: (ref) => (sees ? valueBehind(ref) : null),
  }
}
