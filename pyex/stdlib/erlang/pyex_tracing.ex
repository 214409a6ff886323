defmodule :pyex_tracing do
  # Calls of traced functions that tell of their end too. The rest is in natives/pyex_tracing.py.
  @moduledoc false

  @doc false
  # `fails?`: whether an exception is told of as well.
  def around(mfa, fun, args, fails?) do
    value =
      try do
        apply(fun, args)
      catch
        kind, reason ->
          fails? && :pyex_tracing.raised(mfa, kind, reason)
          :erlang.raise(kind, reason, __STACKTRACE__)
      end

    :pyex_tracing.returned(mfa, value)
  end
end
