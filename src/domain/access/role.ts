/** What somebody who uses the API may do; each role may do what those before it may. */
export const roles = ['viewer', 'officer', 'administrator'] as const
/** `viewer` reads, without telephone numbers and words of people; `officer` acts on cases; `administrator` publishes tables. */
export type Role = (typeof roles)[number]

/** Whether `role` may do what `needed` may. */
export const isAtLeast = (role: Role, needed: Role): boolean => roles.indexOf(role) >= roles.indexOf(needed)

/** Whether the role's work needs telephone numbers, statements and results as they are. */
export const maySeePersonalData = (role: Role): boolean => isAtLeast(role, 'officer')
