# Process groups and global names.
safe = fn f -> try do f.() rescue e -> {e.__struct__, Exception.message(e)} catch k, r -> {k, r} end end
got = fn -> receive do m -> m after 50 -> :none end end
me = self()
{:ok, _} = :pg.start_link()
{:ok, _} = :pg.start(:my)
IO.inspect :pg.join(:g, me)
IO.inspect :pg.join(:g, me)
IO.inspect :pg.get_members(:g) == [me, me]
IO.inspect :pg.get_local_members(:g) == [me, me]
p = spawn(fn -> Process.sleep(:infinity) end)
q = spawn(fn -> Process.sleep(:infinity) end)
IO.inspect :pg.join(:g, [p, q])
IO.inspect length(:pg.get_members(:g))
IO.inspect :pg.which_groups()
IO.inspect :pg.which_groups(:my)
IO.inspect :pg.leave(:g, me)
IO.inspect :pg.leave(:g, me)
IO.inspect :pg.leave(:g, me)
Process.exit(p, :kill)
Process.sleep(20)
IO.inspect :pg.get_members(:g) == [q]
{ref, groups} = :pg.monitor_scope()
IO.inspect {is_reference(ref), Map.keys(groups)}
:pg.join(:h, me)
IO.inspect (case got.() do {^ref, w, g, ps} -> {w, g, ps == [me]}; o -> o end)
{ref2, ps} = :pg.monitor(:g)
IO.inspect ps == [q]
Process.exit(q, :kill)
IO.inspect (for _ <- 1..2, do: (case got.() do {r, w, g, ps} -> {r in [ref, ref2], w, g, ps == [q]}; o -> o end))
IO.inspect :pg.demonitor(ref)
IO.inspect :pg.demonitor(ref)
:pg.leave(:h, me)
IO.inspect got.()
IO.inspect :pg.which_groups()
IO.inspect :pg.join(:my, :x, me)
IO.inspect :pg.get_members(:my, :x) == [me]
IO.inspect safe.(fn -> :pg.join(:g, :nopid) end)
IO.inspect :global.register_name(:gn, me)
IO.inspect :global.register_name(:gn, spawn(fn -> :ok end))
IO.inspect :global.whereis_name(:gn) == me
IO.inspect :global.whereis_name(:none)
IO.inspect :global.registered_names()
IO.inspect :global.send(:gn, :hi) == me
IO.inspect got.()
IO.inspect (case safe.(fn -> :global.send(:none, :hi) end) do {:exit, x} -> {:exit, x}; o -> o end)
r = spawn(fn -> Process.sleep(:infinity) end)
IO.inspect :global.re_register_name(:gn, r)
IO.inspect :global.whereis_name(:gn) == r
Process.exit(r, :kill)
Process.sleep(30)
IO.inspect :global.whereis_name(:gn)
IO.inspect :global.register_name({:any, 1}, me)
IO.inspect :global.unregister_name({:any, 1})
IO.inspect :global.set_lock({:l, me})
IO.inspect :global.del_lock({:l, me})
IO.inspect :global.trans({:l, me}, fn -> :inside end)
{:ok, a} = Agent.start_link(fn -> 1 end, name: {:global, :ag})
IO.inspect Agent.get({:global, :ag}, & &1)
IO.inspect Agent.start_link(fn -> 1 end, name: {:global, :ag}) == {:error, {:already_started, a}}
IO.inspect GenServer.whereis({:global, :ag}) == a
IO.inspect :global.sync()
