import type { Consent, Tracked } from '../types.ts'

/** It ended without being done, and for good. */
export const isRejected = ({ steps }: Pick<Tracked, 'steps'>): boolean => steps.some(({ kind }) => kind === 'REJECTED')

/** Nobody but whoever sent it and staff sees it at all. */
export const isUnseen = (report: Pick<Tracked, 'steps' | 'withdrawnAt'>): boolean =>
  report.withdrawnAt !== null || isRejected(report)

/** Whether anything left here would be reached: nobody is asked for what nothing comes to. */
export const takesContact = ({ letters, phone }: Pick<Consent, 'letters' | 'phone'>): boolean =>
  letters || phone !== 'NOWHERE'
