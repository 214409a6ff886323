defmodule Function do
  @moduledoc """
  Functions as values: what is known of one, and how to name one that is only known at run time.
  """

  @typedoc "What `info/2` can be asked for."
  @type information :: :arity | :env | :index | :module | :name | :new_index | :new_uniq | :pid | :type | :uniq

  @doc """
  The function of a module by its names, as `&Mod.fun/arity` gives it.

      iex> Function.capture(String, :upcase, 1).("tea")
      "TEA"
  """
  def capture(module, function_name, arity), do: :erlang.make_fun(module, function_name, arity)

  @doc """
  What is known of a function: `:module`, `:name`, `:arity`, `:env` and `:type` among others.

      iex> Function.info(&String.upcase/1)[:name]
      :upcase
  """
  def info(fun) when is_function(fun), do: :erlang.fun_info(fun)

  @doc """
  One thing that is known of a function.

      iex> Function.info(fn a, b -> a + b end, :arity)
      {:arity, 2}
  """
  def info(fun, item) when is_function(fun), do: :erlang.fun_info(fun, item)

  @doc """
  What it is given.

      iex> Enum.group_by([1, 2, 1], &Function.identity/1)
      %{1 => [1, 1], 2 => [2]}
  """
  def identity(value), do: value
end
