import type { TableOperations } from '@vmeste/web/tables'
import type { Text, TrustedOperation } from '@vmeste/sdk/web'
import {
  departmentImportsQuery,
  departmentsTableQuery,
  directoryDepartmentsQuery,
  directoryOrganisationsQuery,
  directoryStaffQuery,
  directoryTopicsQuery,
  importDepartmentsMutation,
  importOrganisationsMutation,
  importStaffMutation,
  importTopicsMutation,
  organisationImportsQuery,
  organisationsTableQuery,
  staffImportsQuery,
  staffTableQuery,
  topicImportsQuery,
  topicsTableQuery,
  undoDepartmentsImportMutation,
  undoOrganisationsImportMutation,
  undoStaffImportMutation,
  undoTopicsImportMutation,
  type DirectoryDepartmentsQuery,
  type DirectoryOrganisationsQuery,
  type DirectoryStaffQuery,
  type DirectoryTopicsQuery,
} from '../../../../operations.gen.ts'

/** One line of a list, as anybody may look for it. */
export interface DirectoryRow {
  readonly key: string
  readonly name: string
  /** Its code, where it has one. */
  readonly code?: string
  readonly about: string
  readonly phone?: string | null
}

/** A list of those who run the city, and the table it comes from. */
export interface DirectoryPart {
  /** Whoever holds it finds the list; the server checks every request again. */
  readonly permission: string
  readonly list: TrustedOperation<object, Record<string, never>>
  /**
   * @param data what `list` has answered
   * @param pick the page's language out of a text
   */
  readonly rows: (data: object, pick: (text: Text) => string) => readonly DirectoryRow[]
  readonly table: TableOperations
  /** Where to go first while there is nothing: below the city, and the key of its name. */
  readonly first?: { readonly path: string; readonly title: string }
}

/** What is needed first stands first: departments name organisations, people and topics name departments. */
export const partNames = ['organisations', 'services', 'people', 'topics'] as const
export type PartName = (typeof partNames)[number]

export const directoryParts: Readonly<Record<PartName, DirectoryPart>> = {
  organisations: {
    permission: 'civic.directory.change',
    list: directoryOrganisationsQuery,
    rows: (data) =>
      ((data as DirectoryOrganisationsQuery).organisations ?? []).map(({ code, name, phone }) => ({
        key: code,
        name,
        code,
        about: '',
        phone,
      })),
    table: {
      take: importOrganisationsMutation,
      undo: undoOrganisationsImportMutation,
      imports: organisationImportsQuery,
      give: organisationsTableQuery,
    },
  },
  services: {
    permission: 'civic.directory.change',
    list: directoryDepartmentsQuery,
    rows: (data) =>
      ((data as DirectoryDepartmentsQuery).departments ?? []).map(({ code, name, phone, organisation }) => ({
        key: code,
        name,
        code,
        about: organisation?.name ?? '',
        phone,
      })),
    table: {
      take: importDepartmentsMutation,
      undo: undoDepartmentsImportMutation,
      imports: departmentImportsQuery,
      give: departmentsTableQuery,
    },
    first: { path: '/admin/directory/organisations', title: 'directory.part.organisations' },
  },
  people: {
    permission: 'civic.directory.change',
    list: directoryStaffQuery,
    rows: (data) =>
      ((data as DirectoryStaffQuery).staff ?? []).map(({ person, name, position, departments }) => ({
        key: person,
        name,
        about: [position, ...departments.map((one) => one.name)].filter(Boolean).join(' · '),
      })),
    table: {
      take: importStaffMutation,
      undo: undoStaffImportMutation,
      imports: staffImportsQuery,
      give: staffTableQuery,
    },
    // an account comes before a place to work
    first: { path: '/admin/people', title: 'people.title' },
  },
  topics: {
    permission: 'civic.topic.change',
    list: directoryTopicsQuery,
    rows: (data, pick) => {
      const { topicRules, departments } = data as DirectoryTopicsQuery
      const names = new Map((departments ?? []).map(({ code, name }) => [code, name]))
      return (topicRules ?? []).map(({ code, titles, department }) => ({
        key: code,
        name: pick(titles),
        code,
        about: names.get(department) ?? department,
      }))
    },
    table: {
      take: importTopicsMutation,
      undo: undoTopicsImportMutation,
      imports: topicImportsQuery,
      give: topicsTableQuery,
    },
  },
}
