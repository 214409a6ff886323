defmodule :init do
  @moduledoc """
  The end of the program (as Erlang's `:init`).
  """

  @doc "Ends the program when what was logged is printed."
  def stop(status \\ 0) do
    spawn(fn ->
      Logger.flush()
      :erlang.halt(status)
    end)

    :ok
  end

  @doc "Arguments of the Erlang runtime, of which there are none."
  def get_plain_arguments, do: []

  @doc "A flag of the Erlang runtime; none is ever given."
  def get_argument(_flag), do: :error

  @doc "Whether the start is over."
  def get_status, do: {:started, :started}
end
