defmodule ArithmeticError do
  @moduledoc """
  A calculation that has no answer, or numbers that are none.

      iex> try do 1 / 0 rescue e -> e.message end
      "bad argument in arithmetic expression"
  """
  defexception message: "bad argument in arithmetic expression"

  @unary [:+, :-]
  @binary [:+, :-, :*, :/]
  @bitwise [:band, :bor, :bxor, :bsl, :bsr]

  @impl true
  def blame(%{message: message} = exception, [{:erlang, function, args, _} | _] = stacktrace) when is_list(args) do
    case operation(function, args) do
      nil -> {exception, stacktrace}
      text -> {%{exception | message: message <> ": " <> text}, stacktrace}
    end
  end

  def blame(exception, stacktrace), do: {exception, stacktrace}

  defp operation(operator, [operand]) when operator in @unary, do: "#{operator}(#{inspect(operand)})"
  defp operation(operator, [left, right]) when operator in @binary, do: "#{inspect(left)} #{operator} #{inspect(right)}"
  defp operation(name, args) when name in [:div, :rem], do: "#{name}(#{arguments(args)})"
  defp operation(name, args) when name in @bitwise, do: "Bitwise.#{name}(#{arguments(args)})"
  defp operation(:bnot, args), do: "Bitwise.bnot(#{arguments(args)})"
  defp operation(_function, _args), do: nil

  defp arguments(args), do: Enum.map_join(args, ", ", &inspect/1)
end
