/** What spans are made of. Only these names and these attributes exist: none can hold what a person or a bank wrote. */
export type SpanName = 'receive update' | 'receive sms' | 'handle updates' | 'send reply' | 'read statement'

export type SpanAttributes = {
  /** A method of the Bot API. */
  readonly method?: string
  /** How it ended, a word of ours. */
  readonly outcome?: string
  /** How many updates, or tries before this one. */
  readonly count?: number
  readonly attempt?: number
}

/** A span that is under way. */
export type OpenSpan = {
  /** Names it to other processes (W3C traceparent); null when nothing is traced. */
  readonly traceParent: string | null
  /** Ends it; `isFailed` marks it. */
  end(outcome: string, isFailed: boolean): void
}

/** Where the program tells what belongs together from an update to its reply. */
export type Tracing = {
  /** Begins a span below `parent`, or one that starts a trace; it is nobody's surrounding. */
  begin(name: SpanName, parent: string | null): OpenSpan
  /** Does `work` in a span; `decision` and `current` inside it mean this span. Passes on what `work` gives or throws. */
  run<T>(
    name: SpanName,
    options: {
      readonly parent: string | null
      /** Other traces that this work is part of. */
      readonly links?: readonly (string | null)[]
      readonly attributes?: SpanAttributes
      /** How the work ended, in a word of ours. */
      readonly outcome?: (result: T) => string
    },
    work: () => Promise<T>,
  ): Promise<T>
  /** Adds what a stage decided to the surrounding span. */
  decision(stage: string, outcome: string): void
  /** The surrounding span's traceparent; null outside of any. */
  current(): string | null
  /** Sends what is left, for two seconds at most. Never rejects. */
  close(): Promise<void>
}

/** Traces nothing and costs nothing. */
export const NO_TRACING: Tracing = {
  begin: () => ({ traceParent: null, end: () => {} }),
  run: (_name, _options, work) => work(),
  decision: () => {},
  current: () => null,
  close: async () => {},
}

/** Whether `name` is a setting that says where traces go; without one none are made. */
export const TRACE_ENDPOINTS: readonly string[] = ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']
