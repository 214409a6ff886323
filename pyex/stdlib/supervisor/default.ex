defmodule Supervisor.Default do
  # The callback module of supervisors that were given their children at once.
  @moduledoc false
  @behaviour Supervisor

  @doc false
  def init(args), do: args
end
