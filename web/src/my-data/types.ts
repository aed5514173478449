import type { MyDataQuery } from '../../operations.gen.ts'

type Answer = NonNullable<MyDataQuery['myData']>
/** What is held about somebody. */
export type MyData = Extract<Answer, { __typename: 'MyData' }>
export type Held = MyData['held'][number]
export type Seen = MyData['seenBy'][number]
