export declare const hostFlags: readonly string[]
