defmodule IEx.Restore do
  @moduledoc false
  # `restore()`: the variables of the shell processes that died (the host keeps them) go to the present one, which takes them
  # from its dictionary when the input is evaluated. In a fresh node, after a defect of ours, nothing of them is left: there
  # the inputs of the session are evaluated again.

  @scope [:aliases, :functions, :macros, :macro_aliases, :requires]

  def run do
    case :pyex_debug.replay() == 0 && :pyex_debug.lost() do
      false -> :ok
      nil -> say("There is nothing to restore: no shell process has died in this session")
      {binding, env} -> give(binding, env)
    end
  end

  defp give(binding, env) do
    %{binding: present, env: now} = Process.get(:iex_evaluator)
    env = if scope(now) == scope(IEx.Evaluator.initial_env()), do: env, else: nil
    Process.put(:iex_restore, {binding, env})
    {again, kept} = binding |> names() |> Enum.split_with(&(not List.keymember?(present, &1, 0)))
    say([restored(again), if(kept == [], do: "", else: ["; kept as now: ", listed(kept)])])
  end

  defp scope(env), do: Map.take(env, @scope)

  defp names(binding), do: for({name, _} when is_atom(name) <- binding, do: name)

  defp restored([]), do: "No variables to restore"
  defp restored(names), do: ["Restored: ", listed(names)]

  defp listed(names), do: names |> Enum.sort() |> Enum.map_join(", ", &Atom.to_string/1)

  defp say(text), do: IO.puts(IEx.color(:eval_info, text))
end
