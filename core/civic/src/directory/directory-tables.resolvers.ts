import {
  exportTable,
  importTable,
  tableImports,
  undoImport,
  type Ctx,
  type ImportInput,
  type ResolverMap,
} from '@vmeste/sdk'
import { CityDirectory } from './city-directory.ts'
import { departmentsTable } from './departments-table.ts'
import type { DirectoryTables } from './directory.entity.ts'
import { organisationsTable } from './organisations-table.ts'
import { staffTable } from './staff-table.ts'

type DirectoryCtx = Ctx<DirectoryTables>
interface ById {
  readonly id: string
}

/** What a table has changed is seen at once on this host, as any change of the directory. */
async function seen<T>(ctx: DirectoryCtx, change: Promise<T>): Promise<T> {
  const done = await change
  ctx.use(CityDirectory).forget()
  return done
}

export const directoryTablesResolvers: ResolverMap = {
  Query: {
    organisationsTable: async (_: unknown, __: unknown, ctx: DirectoryCtx) =>
      exportTable(ctx, await organisationsTable(ctx)),
    organisationImports: (_: unknown, __: unknown, ctx: DirectoryCtx) =>
      tableImports(ctx, { name: 'civic:Organisation' }),
    departmentsTable: async (_: unknown, __: unknown, ctx: DirectoryCtx) =>
      exportTable(ctx, await departmentsTable(ctx)),
    departmentImports: (_: unknown, __: unknown, ctx: DirectoryCtx) => tableImports(ctx, { name: 'civic:Department' }),
    staffTable: async (_: unknown, __: unknown, ctx: DirectoryCtx) => exportTable(ctx, await staffTable(ctx)),
    staffImports: (_: unknown, __: unknown, ctx: DirectoryCtx) => tableImports(ctx, { name: 'civic:StaffMember' }),
  },
  Mutation: {
    importOrganisations: async (_: unknown, args: ImportInput, ctx: DirectoryCtx) =>
      seen(ctx, importTable(ctx, await organisationsTable(ctx), args)),
    undoOrganisationsImport: async (_: unknown, { id }: ById, ctx: DirectoryCtx) =>
      seen(ctx, undoImport(ctx, await organisationsTable(ctx), id)),
    importDepartments: async (_: unknown, args: ImportInput, ctx: DirectoryCtx) =>
      seen(ctx, importTable(ctx, await departmentsTable(ctx), args)),
    undoDepartmentsImport: async (_: unknown, { id }: ById, ctx: DirectoryCtx) =>
      seen(ctx, undoImport(ctx, await departmentsTable(ctx), id)),
    importStaff: async (_: unknown, args: ImportInput, ctx: DirectoryCtx) =>
      seen(ctx, importTable(ctx, await staffTable(ctx), args)),
    undoStaffImport: async (_: unknown, { id }: ById, ctx: DirectoryCtx) =>
      seen(ctx, undoImport(ctx, await staffTable(ctx), id)),
  },
}
