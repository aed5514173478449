import {
  isUuid,
  type Ctx,
  type Department,
  type ResolverMap,
  type StaffMember,
  type Territory,
  type Text,
} from '@vmeste/sdk'
import { CityDirectory } from './city-directory.ts'
import { removeDepartment, saveDepartment } from './departments.ts'
import { directoryProblems } from './directory-problems.ts'
import type { DirectorySnapshot, Organisation } from './directory-snapshot.ts'
import { removeOrganisation, saveOrganisation } from './organisations.ts'
import { removeStaffMember, saveStaffMember } from './staff.ts'
import { removeTerritory, saveTerritory } from './territories.ts'

interface Save {
  input: unknown
}
interface ById {
  id: string
}

const directory = (ctx: Ctx): Promise<DirectorySnapshot> => ctx.use(CityDirectory).snapshot()
const typed = <T extends object>(__typename: string, value: T | undefined): T & { __typename: string } => {
  if (!value) throw directoryProblems.notFound()
  return { __typename, ...value }
}
const removed = (id: string) => ({ __typename: 'DirectoryEntryRemoved', id })
const uuid = (id: string): string => {
  if (!isUuid(id)) throw directoryProblems.notFound()
  return id.toLowerCase()
}

const names = {
  name: (source: { name: Text }, _: unknown, ctx: Ctx) => ctx.say(source.name),
  names: (source: { name: Text }) => source.name,
}

export const directoryResolvers: ResolverMap = {
  Query: {
    organisations: async (_: unknown, __: unknown, ctx: Ctx) => (await directory(ctx)).organisations,
    departments: async (_: unknown, __: unknown, ctx: Ctx) => (await directory(ctx)).departments,
    department: async (_: unknown, args: ById, ctx: Ctx) =>
      (await directory(ctx)).departmentById.get(args.id.toLowerCase()) ?? null,
    staff: async (_: unknown, args: { department?: string | null; first: number }, ctx: Ctx) => {
      const { staff, staffOf } = await directory(ctx)
      const all = args.department ? (staffOf.get(args.department.toLowerCase()) ?? []) : staff
      return all.slice(0, Math.min(Math.max(args.first, 1), 1000))
    },
    territories: async (_: unknown, __: unknown, ctx: Ctx) => (await directory(ctx)).territories,
  },
  Organisation: {
    ...names,
    departments: async (source: Organisation, _: unknown, ctx: Ctx) =>
      (await directory(ctx)).departments.filter((each) => each.organisation === source.id),
  },
  Department: {
    ...names,
    organisation: async (source: Department, _: unknown, ctx: Ctx) =>
      (await directory(ctx)).organisations.find((each) => each.id === source.organisation) ?? null,
    staff: async (source: Department, _: unknown, ctx: Ctx) => (await directory(ctx)).staffOf.get(source.id) ?? [],
  },
  StaffMember: {
    departments: async (source: StaffMember, _: unknown, ctx: Ctx) => {
      const { departmentById } = await directory(ctx)
      return source.departments.flatMap((id) => departmentById.get(id) ?? [])
    },
  },
  Territory: { ...names },
  Mutation: {
    saveOrganisation: async (_: unknown, args: Save, ctx: Ctx) => {
      const id = await saveOrganisation(ctx, args.input)
      return typed<Organisation>(
        'Organisation',
        (await directory(ctx)).organisations.find((each) => each.id === id),
      )
    },
    saveDepartment: async (_: unknown, args: Save, ctx: Ctx) => {
      const id = await saveDepartment(ctx, args.input)
      return typed<Department>('Department', (await directory(ctx)).departmentById.get(id))
    },
    saveStaffMember: async (_: unknown, args: Save, ctx: Ctx) => {
      const person = await saveStaffMember(ctx, args.input)
      return typed<StaffMember>('StaffMember', (await directory(ctx)).staffByPerson.get(person))
    },
    saveTerritory: async (_: unknown, args: Save, ctx: Ctx) => {
      const code = await saveTerritory(ctx, args.input)
      return typed<Territory>(
        'Territory',
        (await directory(ctx)).territories.find((each) => each.code === code),
      )
    },
    removeOrganisation: async (_: unknown, args: ById, ctx: Ctx) => {
      await removeOrganisation(ctx, uuid(args.id))
      return removed(args.id)
    },
    removeDepartment: async (_: unknown, args: ById, ctx: Ctx) => {
      await removeDepartment(ctx, uuid(args.id))
      return removed(args.id)
    },
    removeStaffMember: async (_: unknown, args: { person: string }, ctx: Ctx) => {
      await removeStaffMember(ctx, args.person)
      return removed(args.person)
    },
    removeTerritory: async (_: unknown, args: { code: string }, ctx: Ctx) => {
      await removeTerritory(ctx, args.code)
      return removed(args.code)
    },
  },
}
