import { mergeResolvers } from '@vmeste/sdk'
import { contactResolvers } from './contact.resolvers.ts'
import { publicResolvers } from './public.resolvers.ts'
import { registryResolvers } from './registry.resolvers.ts'
import { reportResolvers } from './report.resolvers.ts'
import { staffResolvers } from './staff.resolvers.ts'

export const resolvers = mergeResolvers([
  publicResolvers,
  contactResolvers,
  staffResolvers,
  reportResolvers,
  registryResolvers,
])
