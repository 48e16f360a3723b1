import { customType } from 'drizzle-orm/sqlite-core'
import { idOfStored, storedId } from '../packed/stored-id.ts'

/** An id in the 16 bytes of its UUID; one that is no UUID as the text it is. Both sort as their texts do. */
export const idColumn = customType<{ data: string; driverData: Buffer | string }>({
  dataType: () => 'blob',
  toDriver: storedId,
  fromDriver: idOfStored,
})
