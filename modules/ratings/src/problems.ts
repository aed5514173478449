import { Problem } from '@vmeste/sdk'
import { texts } from './texts.ts'

/** Everything this module refuses, by code; each with a text a person can act on. */
export const problems = {
  invitationUnknown: () =>
    new Problem('INVITATION_UNKNOWN', texts.invitationUnknown, { kind: 'notFound', path: 'input.token' }),
  invitationUsed: () => new Problem('INVITATION_USED', texts.invitationUsed, { kind: 'conflict', path: 'input.token' }),
  invitationExpired: (days: number) =>
    new Problem('INVITATION_EXPIRED', texts.invitationExpired, {
      kind: 'conflict',
      path: 'input.token',
      params: { days },
    }),
  subjectUnknown: () =>
    new Problem('SUBJECT_UNKNOWN', texts.subjectUnknown, { kind: 'notFound', path: 'input.subject' }),
  objectUnknown: (code: string) =>
    new Problem('RATED_OBJECT_UNKNOWN', texts.objectUnknown, {
      kind: 'notFound',
      path: 'input.object',
      params: { code },
    }),
  ratingClosed: (days: number) =>
    new Problem('RATING_CLOSED', texts.ratingClosed, { kind: 'conflict', params: { days } }),
  whatMissing: () => new Problem('WHAT_IS_RATED', texts.whatMissing, { path: 'input' }),
  tooMany: (retryAfterSeconds: number) =>
    new Problem('TOO_MANY_RATINGS', texts.tooMany, {
      kind: 'tooMany',
      params: { minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) },
      detail: { retryAfterSeconds },
    }),
  commentUnknown: () => new Problem('COMMENT_UNKNOWN', texts.commentUnknown, { kind: 'notFound', path: 'id' }),
  otherDepartment: () => new Problem('OTHER_DEPARTMENT', texts.otherDepartment, { kind: 'notAllowed' }),
  parentUnknown: () => new Problem('PARENT_UNKNOWN', texts.parentUnknown, { path: 'input.parent' }),
  registerFull: (most: number) =>
    new Problem('REGISTER_FULL', texts.registerFull, { kind: 'conflict', params: { most } }),
} as const
