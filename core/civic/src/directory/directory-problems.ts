import { Problem } from '@vmeste/sdk'

export const directoryProblems = {
  notFound: () =>
    new Problem(
      'DIRECTORY_ENTRY_UNKNOWN',
      {
        ru: 'В справочнике города этого нет.',
        be: 'У даведніку горада гэтага няма.',
        en: 'The city’s directory has no such entry.',
      },
      { kind: 'notFound' },
    ),

  codeTaken: (code: string) =>
    new Problem(
      'DIRECTORY_CODE_TAKEN',
      { ru: 'Код {code} уже занят.', be: 'Код {code} ужо заняты.', en: 'The code {code} is already taken.' },
      { kind: 'conflict', params: { code }, path: 'input.code' },
    ),

  organisationInUse: () =>
    new Problem(
      'ORGANISATION_IN_USE',
      {
        ru: 'В организации есть службы. Сначала закройте или передайте их.',
        be: 'У арганізацыі ёсць службы. Спачатку закрыйце або перадайце іх.',
        en: 'The organisation has departments. Close or move them first.',
      },
      { kind: 'conflict' },
    ),

  departmentInUse: () =>
    new Problem(
      'DEPARTMENT_IN_USE',
      {
        ru: 'В службе есть сотрудники. Сначала переведите их.',
        be: 'У службе ёсць супрацоўнікі. Спачатку перавядзіце іх.',
        en: 'The department has staff. Move them first.',
      },
      { kind: 'conflict' },
    ),

  departmentsBusy: (codes: readonly string[]) =>
    new Problem(
      'DEPARTMENT_BUSY',
      {
        ru: 'Закрыть нельзя, там есть люди или работа: {codes}. Ничего не изменилось.',
        be: 'Закрыць нельга, там ёсць людзі або праца: {codes}. Нічога не змянілася.',
        en: 'These cannot be closed, for there are people or work: {codes}. Nothing has changed.',
      },
      { kind: 'conflict', params: { codes: codes.slice(0, 20).join(', ') } },
    ),

  organisationsFull: (most: number) =>
    new Problem(
      'ORGANISATIONS_FULL',
      {
        ru: 'В городе может быть столько организаций: {most}.',
        be: 'У горадзе можа быць столькі арганізацый: {most}.',
        en: 'A city can have so many organisations: {most}.',
      },
      { kind: 'conflict', params: { most } },
    ),

  organisationFull: (most: number) =>
    new Problem(
      'ORGANISATION_FULL',
      {
        ru: 'В одной организации может быть столько служб: {most}.',
        be: 'У адной арганізацыі можа быць столькі службаў: {most}.',
        en: 'One organisation can have so many departments: {most}.',
      },
      { kind: 'conflict', params: { most } },
    ),

  departmentsFull: (most: number) =>
    new Problem(
      'DEPARTMENTS_FULL',
      {
        ru: 'В городе может быть столько служб: {most}.',
        be: 'У горадзе можа быць столькі службаў: {most}.',
        en: 'A city can have so many departments: {most}.',
      },
      { kind: 'conflict', params: { most } },
    ),

  closedSince: (codes: readonly string[]) =>
    new Problem(
      'DEPARTMENT_CLOSED_SINCE',
      {
        ru: 'Этих служб уже нет: {codes}. Ничего не изменилось.',
        be: 'Гэтых службаў ужо няма: {codes}. Нічога не змянілася.',
        en: 'These departments are closed by now: {codes}. Nothing has changed.',
      },
      { kind: 'conflict', params: { codes: codes.slice(0, 20).join(', ') } },
    ),

  staffFull: (most: number) =>
    new Problem(
      'STAFF_FULL',
      {
        ru: 'В справочнике города может быть столько людей: {most}.',
        be: 'У даведніку горада можа быць столькі людзей: {most}.',
        en: 'The city’s directory can have so many people: {most}.',
      },
      { kind: 'conflict', params: { most } },
    ),

  departmentUnknown: (index: number) =>
    new Problem(
      'DEPARTMENT_UNKNOWN',
      { ru: 'Такой службы в городе нет.', be: 'Такой службы ў горадзе няма.', en: 'The city has no such department.' },
      { path: `input.departments.${index}` },
    ),

  organisationUnknown: () =>
    new Problem(
      'ORGANISATION_UNKNOWN',
      {
        ru: 'Такой организации в городе нет.',
        be: 'Такой арганізацыі ў горадзе няма.',
        en: 'The city has no such organisation.',
      },
      { path: 'input.organisation' },
    ),
}
