import { OwnSubjects } from './own-subjects.migration.ts'
import type { Part } from './part.ts'

export const ownSubjectsPart: Part = { migrations: [{ name: '0020-own-subjects', class: OwnSubjects }] }
