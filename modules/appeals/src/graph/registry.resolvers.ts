import { exportTable, importTable, tableImports, undoImport, type ImportInput, type ResolverMap } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { dryRunRules } from '../registry/dry-run-rules.ts'
import { listObjects } from '../registry/list-objects.ts'
import { listObjectTypes, saveObjectType } from '../registry/object-types.ts'
import { explainRoute } from '../registry/explain-route.ts'
import { routingRules } from '../registry/route-of.ts'
import { saveRoutingRules } from '../registry/routing-rules.ts'
import { objectsTable } from '../registry/objects-table.ts'
import { saveObject } from '../registry/save-object.ts'

/** What the city keeps itself. */
export const registryResolvers: ResolverMap = {
  Query: {
    qrObjects: (_: unknown, args: unknown, ctx: AppealsCtx) => listObjects(ctx, args),
    objectTypes: (_: unknown, __: unknown, ctx: AppealsCtx) => listObjectTypes(ctx),
    objectsTable: async (_: unknown, __: unknown, ctx: AppealsCtx) => exportTable(ctx, await objectsTable(ctx)),
    objectImports: (_: unknown, __: unknown, ctx: AppealsCtx) => tableImports(ctx, { name: 'appeals:QrObject' }),
    routingRules: (_: unknown, __: unknown, ctx: AppealsCtx) => routingRules(ctx),
    dryRunRules: (_: unknown, args: { rules: unknown; days: number }, ctx: AppealsCtx) => dryRunRules(ctx, args),
    explainRoute: (_: unknown, args: Parameters<typeof explainRoute>[1], ctx: AppealsCtx) => explainRoute(ctx, args),
  },
  Mutation: {
    saveObject: (_: unknown, { input }: { input: unknown }, ctx: AppealsCtx) => saveObject(ctx, input),
    importObjects: async (_: unknown, args: ImportInput, ctx: AppealsCtx) =>
      importTable(ctx, await objectsTable(ctx), args),
    undoObjectsImport: async (_: unknown, { id }: { id: string }, ctx: AppealsCtx) =>
      undoImport(ctx, await objectsTable(ctx), id),
    saveObjectType: (_: unknown, { input }: { input: unknown }, ctx: AppealsCtx) => saveObjectType(ctx, input),
    saveRoutingRules: (_: unknown, { rules }: { rules: unknown }, ctx: AppealsCtx) => saveRoutingRules(ctx, rules),
  },
}
