defmodule :pyex_boot do
  @moduledoc "What a node starts before anything else runs in it."

  @doc "Start the processes of input, output and the log; processes spawned later have the first as group leader."
  def start do
    leader = :pyex_io.start()
    :erlang.group_leader(leader, :erlang.self())
    :pyex_boot.leader(leader)
    :pyex_logger.start()
  end
end
