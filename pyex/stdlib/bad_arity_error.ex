defmodule BadArityError do
  @moduledoc """
  A function was called with another number of arguments than it takes.

      iex> try do apply(fn a -> a end, []) rescue e in BadArityError -> e.args end
      []
  """
  defexception [:function, :args]

  @impl true
  def message(%{function: function, args: args}) do
    {:arity, arity} = Function.info(function, :arity)
    "#{inspect(function)} with arity #{arity} called with #{given(args)}"
  end

  defp given([]), do: "no arguments"
  defp given([arg]), do: "1 argument (#{inspect(arg)})"
  defp given(args), do: "#{length(args)} arguments (#{Enum.map_join(args, ", ", &inspect/1)})"
end
