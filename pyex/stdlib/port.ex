defmodule Port do
  @moduledoc """
  Connections with the world outside, which do not exist here: to run a program use `System.cmd/3` or `System.shell/2`.
  """

  @type name ::
          {:spawn, charlist | binary}
          | {:spawn_driver, charlist | binary}
          | {:spawn_executable, charlist | binary}
          | {:fd, non_neg_integer, non_neg_integer}

  @doc """
  The open ports: none.

      iex> Port.list()
      []
  """
  def list, do: []

  @doc "Opens no port; the error says what to use instead."
  def open(_name, _options) do
    raise ArgumentError, "there are no ports here: use System.cmd/3 or System.shell/2 to run a program"
  end

  @doc "What is known of a port: nothing, so `nil`."
  def info(port) when is_port(port), do: nil

  @doc "What is known of a port: nothing, so `nil`."
  def info(port, _item) when is_port(port), do: nil
end
