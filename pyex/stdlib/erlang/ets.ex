defmodule :ets do
  # Tables of tuples: what calls functions, and what reads and writes files. The rest is in natives/ets.py.
  #
  # A table's file is a term in Erlang's external format, `{:pyex_table, info, objects}`: Erlang's own files are another form.
  @moduledoc false

  def foldl(function, accumulator, table) do
    :lists.foldl(function, accumulator, :ets.tab2list(table))
  end

  def foldr(function, accumulator, table) do
    :lists.foldr(function, accumulator, :ets.tab2list(table))
  end

  @doc "Writes a table to a file: `:ok`, or `{:error, reason}`."
  def tab2file(table, file, _options \\ []) do
    info = Keyword.take(:ets.info(table), [:name, :type, :protection, :named_table, :keypos, :size])
    :file.write_file(file, :erlang.term_to_binary({:pyex_table, info, :ets.tab2list(table)}))
  end

  @doc "Makes a table of a file that `tab2file/2` wrote: `{:ok, table}`, or `{:error, reason}`."
  def file2tab(file, _options \\ []) do
    case read_table(file) do
      {:ok, info, objects} -> filled(info, objects)
      error -> error
    end
  end

  defp filled(info, objects) do
    named = if info[:named_table], do: [:named_table], else: []
    table = :ets.new(info[:name], [info[:type], info[:protection], {:keypos, info[:keypos]} | named])
    :ets.insert(table, objects)
    {:ok, table}
  catch
    :error, _ -> {:error, :cannot_create_table}
  end

  @doc "What a file of `tab2file/2` says about its table: `{:ok, info}`, or `{:error, reason}`."
  def tabfile_info(file) do
    case read_table(file) do
      {:ok, info, _objects} -> {:ok, info ++ [version: {1, 0}]}
      error -> error
    end
  end

  defp read_table(file) do
    case :file.read_file(file) do
      {:ok, bytes} -> decoded(bytes, file)
      {:error, reason} -> {:error, {:read_error, {:file_error, file, reason}}}
    end
  end

  defp decoded(bytes, file) do
    {:pyex_table, info, objects} = :erlang.binary_to_term(bytes)
    {:ok, info, objects}
  catch
    :error, _ -> {:error, {:read_error, {:not_a_log_file, file}}}
  end

  @untransformed ~w(function called with real fun should be transformed with parse_transform or called with a fun generated in the shell)a

  @doc "Erlang's compiler turns calls of this into match specifications. Elixir's does not: it exits, as in Elixir."
  def fun2ms(fun) when is_function(fun), do: exit({:badarg, {:ets, :fun2ms, @untransformed}})

  @doc "Prints a table's objects."
  def i(table), do: :lists.foreach(fn object -> :io.format(~c"~tp~n", [object]) end, :ets.tab2list(table))

  @doc "Prints a line for each table: its id, name, type, size and owner."
  def i do
    :io.format(~c" ~-16ts ~-17ts ~-13ts ~-8ts ~ts~n", [~c"id", ~c"name", ~c"type", ~c"size", ~c"owner"])
    :lists.foreach(&line/1, :ets.all())
  end

  defp line(table) do
    info = :ets.info(table)
    id = if info[:named_table], do: info[:name], else: :code
    :io.format(~c" ~-16tp ~-17tp ~-13tp ~-8tp ~tp~n", [id, info[:name], info[:type], info[:size], info[:owner]])
  end

  @doc "Inserts what a function yields: it is called with `:read` and answers `{objects, next_function}` or `:end_of_input`."
  def init_table(table, fun) do
    :ets.delete_all_objects(table)
    fill(table, fun.(:read))
  end

  defp fill(_table, :end_of_input), do: true

  defp fill(table, {objects, next}) do
    :ets.insert(table, objects)
    fill(table, next.(:read))
  end

  @doc "A continuation of `select/3` stays good, so it is returned as it is."
  def repair_continuation(continuation, _spec), do: continuation
end
