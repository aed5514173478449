import type { RequestScope } from '../city/request-scope.ts'

/** The executor's context value. Apollo copies it property by property, so the scope stands inside and stays itself. */
export interface GraphContext { readonly scope: RequestScope }
