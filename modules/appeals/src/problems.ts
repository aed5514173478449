import { Problem, type Text } from '@vmeste/sdk'
import { correctTexts } from './correct/correct-texts.ts'
import { planTexts } from './work/plan-texts.ts'
import { consentTexts } from './consent/consent-texts.ts'
import type { Need } from './life/report-status.ts'
import { needTexts, texts } from './texts.ts'

const conflict = (code: string, text: Text, params = {}) => new Problem(code, text, { kind: 'conflict', params })
const invalid = (code: string, text: Text, path: string, params = {}) => new Problem(code, text, { path, params })

/** Everything this module refuses, by code; each with a text a person can act on. */
export const problems = {
  placeUnknown: (code: string, path = 'input.object') =>
    new Problem('PLACE_UNKNOWN', texts.placeUnknown, { kind: 'notFound', params: { code }, path }),
  reportUnknown: () => new Problem('REPORT_UNKNOWN', texts.reportUnknown, { kind: 'notFound' }),
  trackingUnknown: () => new Problem('TRACKING_UNKNOWN', texts.trackingUnknown, { kind: 'notFound' }),
  trackingSignIn: () => new Problem('TRACKING_SIGN_IN', texts.trackingSignIn, { kind: 'notAllowed' }),
  tileUnknown: () => invalid('TILE_UNKNOWN', texts.tileUnknown, 'input.tile'),
  topicUnknown: (path = 'input.topic') => invalid('TOPIC_UNKNOWN', texts.topicUnknown, path),
  departmentUnknown: (code: string) => invalid('DEPARTMENT_UNKNOWN', texts.departmentUnknown, 'department', { code }),
  placeMissing: () => invalid('PLACE_MISSING', texts.placeMissing, 'input.place'),
  correctTooLate: () => conflict('CORRECT_TOO_LATE', correctTexts.tooLate),
  correctErased: () => conflict('CORRECT_ERASED', correctTexts.erased),
  correctCovered: () => new Problem('CORRECT_COVERED', correctTexts.covered, { kind: 'notAllowed' }),
  planTooFar: (until: string) => invalid('PLAN_TOO_FAR', planTexts.tooFar, 'date', { until }),
  planNotAsked: () => conflict('PLAN_NOT_ASKED', planTexts.notAsked),
  placeElsewhere: (where: { readonly point: unknown; readonly turned: unknown; readonly city: unknown }) =>
    new Problem('PLACE_ELSEWHERE', texts.placeElsewhere, {
      kind: 'conflict',
      type: 'PlaceElsewhere',
      path: 'input.place.point',
      detail: where,
    }),
  callFirst: (phone: string, topic: unknown) =>
    new Problem('CALL_FIRST', texts.callFirst, { type: 'CallFirst', params: { phone }, detail: { phone, topic } }),
  duplicate: (candidates: readonly unknown[]) =>
    new Problem('DUPLICATE_SUSPECTED', texts.duplicate, {
      kind: 'conflict',
      type: 'DuplicateSuspected',
      detail: { candidates },
    }),
  tooMany: (retryAfterSeconds: number) =>
    new Problem('TOO_MANY_REPORTS', texts.tooMany, {
      kind: 'tooMany',
      params: { minutes: Math.max(1, Math.ceil(retryAfterSeconds / 60)) },
      detail: { retryAfterSeconds },
    }),
  changedMeanwhile: () => conflict('CHANGED_MEANWHILE', texts.changedMeanwhile),
  moveTooLate: () => conflict('MOVE_TOO_LATE', texts.moveTooLate),
  moveNotYours: () => new Problem('MOVE_NOT_YOURS', texts.moveNotYours, { kind: 'notAllowed' }),
  otherDepartment: () => new Problem('OTHER_DEPARTMENT', texts.otherDepartment, { kind: 'notAllowed' }),
  returnLimit: (limit: number) => conflict('RETURN_LIMIT', texts.returnLimit, { limit }),
  reopenLimit: (limit: number) => conflict('REOPEN_LIMIT', texts.reopenLimit, { limit }),
  reopenWindow: (days: number) => conflict('REOPEN_WINDOW', texts.reopenWindow, { days }),
  contactNone: () => conflict('CONTACT_NONE', consentTexts.noContact),
  contactNoCodes: () => conflict('CONTACT_NO_CODES', consentTexts.noCodes),
  contactNoLetters: () => conflict('CONTACT_NO_LETTERS', consentTexts.noLetters),
  emailNowhere: (path: string) => invalid('CONTACT_EMAIL_NOWHERE', consentTexts.noLetters, path),
  phoneNowhere: (path: string) => invalid('CONTACT_PHONE_NOWHERE', consentTexts.phoneNowhere, path),
  nothingReaches: (path: string) => invalid('CONTACT_PHONE_NOWHERE', consentTexts.nothingReaches, path),
  contactTooOften: () =>
    new Problem('CONTACT_CHANGED_TOO_OFTEN', consentTexts.tooManyContacts, {
      kind: 'tooMany',
      detail: { retryAfterSeconds: 86_400 },
    }),
  joinClosed: () => conflict('JOIN_CLOSED', texts.joinClosed),
  photoUnknown: () => new Problem('PHOTO_UNKNOWN', texts.photoUnknown, { kind: 'notFound' }),
  photoNoConsent: () => conflict('PHOTO_NO_CONSENT', texts.photoNoConsent),
  dateInPast: () => invalid('DATE_IN_PAST', texts.dateInPast, 'date'),
  needs: (need: Need) => invalid(`${need.toUpperCase()}_REQUIRED`, needTexts[need], need),
  coverNowhere: () => invalid('COVER_NOWHERE', texts.coverNowhere, 'from'),
  coverMany: (limit: number) => conflict('COVER_MANY', texts.coverMany, { limit }),
  coverUnknown: () => new Problem('COVER_UNKNOWN', texts.coverUnknown, { kind: 'notFound' }),
  coverTheirs: () => new Problem('COVER_THEIRS', texts.coverTheirs, { kind: 'notAllowed' }),
  photoCoverMany: (limit: number) => conflict('PHOTO_COVER_MANY', texts.photoCoverMany, { limit }),
  photoCoverUnknown: () => new Problem('PHOTO_COVER_UNKNOWN', texts.photoCoverUnknown, { kind: 'notFound' }),
  photoCoverTheirs: () => new Problem('PHOTO_COVER_THEIRS', texts.photoCoverTheirs, { kind: 'notAllowed' }),
  photoNotYours: () => new Problem('PHOTO_NOT_YOURS', texts.photoNotYours, { kind: 'notAllowed' }),
  coverNotYours: () => new Problem('COVER_NOT_YOURS', texts.coverNotYours, { kind: 'notAllowed' }),
  callWords: () => invalid('CALL_WORDS_REQUIRED', texts.callWords, 'words'),
  callNowhere: () => conflict('CALL_NOWHERE', texts.callNowhere),
  callAsked: () => conflict('CALL_ASKED_ALREADY', texts.callAsked),
  posterNone: () => new Problem('POSTER_NO_OBJECTS', texts.posterNone, { kind: 'notFound' }),
  posterFormat: () => new Problem('POSTER_FORMAT', texts.posterFormat, { path: 'format' }),
} as const
