/** The public entry of `@vmeste/host/people`. */
export { contactName, namesOf, subjectOf, type Known } from './operations/people/subject.ts'
export { citiesLeftAlone } from './admin/staff/another-admin.ts'
export { noteData } from './admin/people/note-data.ts'
export { exportPerson, type ExportedAccount, type ExportedPerson } from './operations/people/export-person.ts'
