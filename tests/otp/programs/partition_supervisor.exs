# Supervisors in partitions.
safe = fn f -> try do f.() rescue e -> {e.__struct__, Exception.message(e)} catch k, r -> {k, r} end end
{:ok, sup} = PartitionSupervisor.start_link(child_spec: {Agent, fn -> :s end}, name: P, partitions: 3)
IO.inspect PartitionSupervisor.partitions(P)
IO.inspect PartitionSupervisor.count_children(P)
IO.inspect PartitionSupervisor.which_children(P) |> Enum.map(fn {i, p, t, m} -> {i, is_pid(p), t, m} end)
IO.inspect Agent.get({:via, PartitionSupervisor, {P, 1}}, & &1)
a = GenServer.whereis({:via, PartitionSupervisor, {P, 4}})
b = GenServer.whereis({:via, PartitionSupervisor, {P, 1}})
IO.inspect a == b
c = GenServer.whereis({:via, PartitionSupervisor, {P, :term}})
IO.inspect is_pid(c)
Agent.stop({:via, PartitionSupervisor, {P, 1}}, :normal)
Process.sleep(50)
IO.inspect GenServer.whereis({:via, PartitionSupervisor, {P, 1}}) != b
IO.inspect safe.(fn -> PartitionSupervisor.start_link(child_spec: {Agent, fn -> 1 end}) end)
IO.inspect safe.(fn -> PartitionSupervisor.start_link(name: Q) end)
IO.inspect safe.(fn -> PartitionSupervisor.start_link(name: Q, child_spec: {Agent, fn -> 1 end}, partitions: 0) end)
IO.inspect safe.(fn -> PartitionSupervisor.start_link(name: Q, child_spec: {Agent, fn -> 1 end}, with_arguments: 1) end)
IO.inspect safe.(fn -> PartitionSupervisor.start_link(name: "q", child_spec: {Agent, fn -> 1 end}) end)
defmodule W do
  def start_link(x, p), do: Agent.start_link(fn -> {x, p} end)
end
{:ok, _} = PartitionSupervisor.start_link(child_spec: %{id: W, start: {W, :start_link, [:x]}}, name: R, partitions: 2, with_arguments: fn [x], p -> [x, p] end)
IO.inspect for i <- 0..1, do: Agent.get({:via, PartitionSupervisor, {R, i}}, & &1)
{:ok, _} = PartitionSupervisor.start_link(child_spec: DynamicSupervisor, name: Dyn, partitions: 2)
{:ok, k} = DynamicSupervisor.start_child({:via, PartitionSupervisor, {Dyn, self()}}, {Agent, fn -> 5 end})
IO.inspect Agent.get(k, & &1)
IO.inspect safe.(fn -> GenServer.whereis({:via, PartitionSupervisor, {Nope, 1}}) end)
IO.inspect safe.(fn -> GenServer.call({:via, PartitionSupervisor, {Nope, 1}}, 1) end)
IO.inspect PartitionSupervisor.stop(P)
IO.inspect Process.alive?(sup)
IO.inspect PartitionSupervisor.child_spec(child_spec: Agent, name: Z)
