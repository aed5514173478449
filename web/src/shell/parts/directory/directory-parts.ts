import type { TableOperations } from '@vmeste/web/tables'
import type { TrustedOperation } from '@vmeste/sdk/web'
import {
  departmentImportsQuery,
  departmentsTableQuery,
  directoryDepartmentsQuery,
  directoryStaffQuery,
  importDepartmentsMutation,
  importStaffMutation,
  staffImportsQuery,
  staffTableQuery,
  undoDepartmentsImportMutation,
  undoStaffImportMutation,
  type DirectoryDepartmentsQuery,
  type DirectoryStaffQuery,
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
  readonly list: TrustedOperation<object, Record<string, never>>
  /** @param data what `list` has answered */
  readonly rows: (data: object) => readonly DirectoryRow[]
  readonly table: TableOperations
}

/** What is needed first stands first: people and topics name departments. */
export const partNames = ['services', 'people'] as const
export type PartName = (typeof partNames)[number]

export const directoryParts: Readonly<Record<PartName, DirectoryPart>> = {
  services: {
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
  },
  people: {
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
  },
}
