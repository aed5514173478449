import type { ResolverMap } from '@vmeste/sdk'
import { publicResolvers } from './public.resolvers.ts'
import { registryResolvers } from './registry.resolvers.ts'
import { reportResolvers } from './report.resolvers.ts'
import { staffResolvers } from './staff.resolvers.ts'

const parts = [publicResolvers, staffResolvers, reportResolvers, registryResolvers]

export const resolvers: ResolverMap = Object.fromEntries(
  [...new Set(parts.flatMap((part) => Object.keys(part)))].map((type) => [
    type,
    Object.assign({}, ...parts.map((part) => part[type] ?? {})) as ResolverMap[string],
  ]),
)
