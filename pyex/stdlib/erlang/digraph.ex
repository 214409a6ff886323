# Directed graphs in three ETS tables: {vertex, label}, {edge, from, to, label} and, a bag, {{:out | :in, vertex}, edge}.
defmodule :digraph do
  @moduledoc """
  Directed graphs with labels, which change in place (as Erlang's `:digraph`). A graph is gone when the process that made it ends.

      iex> graph = :digraph.new()
      iex> for task <- [:wake, :dress, :leave], do: :digraph.add_vertex(graph, task)
      iex> :digraph.add_edge(graph, :wake, :dress)
      iex> :digraph.add_edge(graph, :dress, :leave)
      iex> :digraph.get_path(graph, :wake, :leave)
      [:wake, :dress, :leave]
      iex> :digraph_utils.topsort(graph)
      [:wake, :dress, :leave]
  """

  # ---- Graphs -------------------------------------------------------------------------------------------------------

  @doc "A new graph that may have cycles."
  def new, do: new([])

  @doc """
  A new graph. Options: `:cyclic` or `:acyclic`, which refuses edges that would close a cycle; `:protected` or `:private`.

      iex> graph = :digraph.new([:acyclic])
      iex> :digraph.add_vertex(graph, 1)
      iex> :digraph.add_edge(graph, 1, 1)
      {:error, {:bad_edge, [1, 1]}}
  """
  def new(options) do
    unless is_list(options) and options -- [:cyclic, :acyclic, :protected, :private] == [], do: :erlang.error(:badarg)

    access = if :lists.member(:private, options), do: :private, else: :protected
    vertices = :ets.new(:vertices, [:set, access])
    edges = :ets.new(:edges, [:set, access])
    neighbours = :ets.new(:neighbours, [:bag, access])
    :ets.insert(neighbours, {:"$vid", 0})
    :ets.insert(neighbours, {:"$eid", 0})
    {:digraph, vertices, edges, neighbours, not :lists.member(:acyclic, options)}
  end

  @doc "Forgets a graph."
  def delete({:digraph, vertices, edges, neighbours, _cyclic}) do
    :ets.delete(vertices)
    :ets.delete(edges)
    :ets.delete(neighbours)
  end

  @doc "What a graph is: `[cyclicity: ..., memory: ..., protection: ...]`."
  def info({:digraph, vertices, edges, neighbours, cyclic}) do
    memory = :lists.sum(for table <- [vertices, edges, neighbours], do: :ets.info(table, :memory))
    [cyclicity: if(cyclic, do: :cyclic, else: :acyclic), memory: memory, protection: :ets.info(vertices, :protection)]
  end

  # ---- Vertices -----------------------------------------------------------------------------------------------------

  @doc "Adds a vertex with a name of its own, which it gives."
  def add_vertex({:digraph, _, _, neighbours, _} = graph), do: add_vertex(graph, [:"$v" | next(neighbours, :"$vid")])

  @doc "Adds a vertex, if it is not there."
  def add_vertex(graph, vertex), do: add_vertex(graph, vertex, [])

  @doc "Adds a vertex with a label, or gives the one that is there a new label."
  def add_vertex({:digraph, vertices, _, _, _}, vertex, label) do
    :ets.insert(vertices, {vertex, label})
    vertex
  end

  @doc "`{vertex, label}`, or `false`."
  def vertex({:digraph, vertices, _, _, _}, vertex) do
    case :ets.lookup(vertices, vertex) do
      [found] -> found
      [] -> false
    end
  end

  @doc "All vertices, in no order."
  def vertices({:digraph, vertices, _, _, _}), do: for({vertex, _label} <- :ets.tab2list(vertices), do: vertex)

  @doc "How many vertices there are."
  def no_vertices({:digraph, vertices, _, _, _}), do: :ets.info(vertices, :size)

  @doc "The vertices that no edge leads to."
  def source_vertices(graph), do: for(vertex <- vertices(graph), in_degree(graph, vertex) == 0, do: vertex)

  @doc "The vertices that no edge comes from."
  def sink_vertices(graph), do: for(vertex <- vertices(graph), out_degree(graph, vertex) == 0, do: vertex)

  @doc "Removes a vertex and its edges."
  def del_vertex({:digraph, vertices, _, _, _} = graph, vertex) do
    del_edges(graph, edges(graph, vertex))
    :ets.delete(vertices, vertex)
  end

  @doc "Removes vertices and their edges."
  def del_vertices(graph, list) do
    :lists.foreach(&del_vertex(graph, &1), list)
    true
  end

  # ---- Edges --------------------------------------------------------------------------------------------------------

  @doc "Adds an edge with a name of its own, which it gives, or an error: `{:error, {:bad_vertex, vertex} | {:bad_edge, path}}`."
  def add_edge(graph, from, to), do: add_edge(graph, from, to, [])

  @doc "Adds an edge with a name of its own and a label."
  def add_edge({:digraph, _, _, neighbours, _} = graph, from, to, label) do
    add_edge(graph, [:"$e" | next(neighbours, :"$eid")], from, to, label)
  end

  @doc "Adds an edge with a name and a label, or gives the one of that name between these vertices a new label."
  def add_edge({:digraph, vertices, edges, neighbours, cyclic} = graph, edge, from, to, label) do
    path = not cyclic and path_closed_by(graph, from, to)

    cond do
      not :ets.member(vertices, from) -> {:error, {:bad_vertex, from}}
      not :ets.member(vertices, to) -> {:error, {:bad_vertex, to}}
      other_ends?(edges, edge, from, to) -> {:error, {:bad_edge, [from, to]}}
      path -> {:error, {:bad_edge, path}}
      true ->
        :ets.insert(neighbours, [{{:in, to}, edge}, {{:out, from}, edge}])
        :ets.insert(edges, {edge, from, to, label})
        edge
    end
  end

  defp path_closed_by(_graph, vertex, vertex), do: [vertex, vertex]
  defp path_closed_by(graph, from, to), do: get_path(graph, to, from)

  defp other_ends?(edges, edge, from, to) do
    case :ets.lookup(edges, edge) do
      [{_, ^from, ^to, _}] -> false
      [] -> false
      _ -> true
    end
  end

  defp next(neighbours, counter) do
    [{^counter, number}] = :ets.lookup(neighbours, counter)
    :ets.delete(neighbours, counter)
    :ets.insert(neighbours, {counter, number + 1})
    number
  end

  @doc "`{edge, from, to, label}`, or `false`."
  def edge({:digraph, _, edges, _, _}, edge) do
    case :ets.lookup(edges, edge) do
      [found] -> found
      [] -> false
    end
  end

  @doc "All edges, in no order."
  def edges({:digraph, _, edges, _, _}), do: for({edge, _, _, _} <- :ets.tab2list(edges), do: edge)

  @doc "The edges that begin or end at a vertex."
  def edges(graph, vertex), do: :lists.usort(in_edges(graph, vertex) ++ out_edges(graph, vertex))

  @doc "How many edges there are."
  def no_edges({:digraph, _, edges, _, _}), do: :ets.info(edges, :size)

  @doc "The edges that lead to a vertex, the oldest first."
  def in_edges({:digraph, _, _, neighbours, _}, vertex), do: ends(neighbours, {:in, vertex})

  @doc "The edges that come from a vertex, the oldest first."
  def out_edges({:digraph, _, _, neighbours, _}, vertex), do: ends(neighbours, {:out, vertex})

  defp ends(neighbours, key), do: for({_, edge} <- :ets.lookup(neighbours, key), do: edge)

  @doc "How many edges lead to a vertex."
  def in_degree(graph, vertex), do: length(in_edges(graph, vertex))

  @doc "How many edges come from a vertex."
  def out_degree(graph, vertex), do: length(out_edges(graph, vertex))

  @doc "The vertices from which an edge leads to a vertex, that of the newest edge first."
  def in_neighbours(graph, vertex), do: :lists.reverse(for(edge <- in_edges(graph, vertex), do: :erlang.element(2, edge(graph, edge))))

  @doc "The vertices to which an edge leads from a vertex, that of the newest edge first."
  def out_neighbours(graph, vertex), do: :lists.reverse(followers(graph, vertex))

  defp followers(graph, vertex), do: for(edge <- out_edges(graph, vertex), do: :erlang.element(3, edge(graph, edge)))

  @doc "Removes an edge."
  def del_edge({:digraph, _, edges, neighbours, _} = graph, edge) do
    with {_, from, to, _} <- edge(graph, edge) do
      :ets.delete_object(neighbours, {{:in, to}, edge})
      :ets.delete_object(neighbours, {{:out, from}, edge})
      :ets.delete(edges, edge)
    end

    true
  end

  @doc "Removes edges."
  def del_edges(graph, list) do
    :lists.foreach(&del_edge(graph, &1), list)
    true
  end

  # ---- Paths --------------------------------------------------------------------------------------------------------

  @doc "The vertices of a path of one edge or more from one vertex to another, or `false`: the first found in depth."
  def get_path(graph, from, to) do
    case deep(out_neighbours(graph, from), graph, to, %{from => true}, [from]) do
      {:found, path} -> :lists.reverse(path)
      _seen -> false
    end
  end

  defp deep([to | _], _graph, to, _seen, path), do: {:found, [to | path]}

  defp deep([vertex | rest], graph, to, seen, path) when not is_map_key(seen, vertex) do
    case deep(out_neighbours(graph, vertex), graph, to, Map.put(seen, vertex, true), [vertex | path]) do
      {:found, path} -> {:found, path}
      seen -> deep(rest, graph, to, seen, path)
    end
  end

  defp deep([_ | rest], graph, to, seen, path), do: deep(rest, graph, to, seen, path)
  defp deep([], _graph, _to, seen, _path), do: seen

  @doc "A shortest path of one edge or more from one vertex to another, or `false`."
  def get_short_path(graph, from, to), do: wide([from], graph, to, %{from => :start})

  defp wide([], _graph, _to, _came), do: false

  defp wide(level, graph, to, came) do
    steps = for vertex <- level, next <- followers(graph, vertex), do: {next, vertex}

    case :lists.keyfind(to, 1, steps) do
      {_, vertex} ->
        trail({:from, vertex}, came, [to])

      false ->
        {came, fresh} = :lists.foldl(&step/2, {came, []}, steps)
        wide(:lists.reverse(fresh), graph, to, came)
    end
  end

  defp step({next, _vertex}, {came, fresh}) when is_map_key(came, next), do: {came, fresh}
  defp step({next, vertex}, {came, fresh}), do: {Map.put(came, next, {:from, vertex}), [next | fresh]}

  defp trail(:start, _came, path), do: path
  defp trail({:from, vertex}, came, path), do: trail(Map.fetch!(came, vertex), came, [vertex | path])

  @doc "A path of two edges or more from a vertex back to itself, else `[vertex]` if an edge does so, or `false`."
  def get_cycle(graph, vertex) do
    {loops, others} = :lists.partition(&(&1 === vertex), out_neighbours(graph, vertex))

    case deep(others, graph, vertex, %{vertex => true}, [vertex]) do
      {:found, path} -> :lists.reverse(path)
      _seen -> loops != [] && [vertex]
    end
  end

  @doc "A shortest path of one edge or more from a vertex back to itself, or `false`."
  def get_short_cycle(graph, vertex), do: get_short_path(graph, vertex, vertex)

  @doc "Removes edges until no path leads from one vertex to another."
  def del_path(graph, from, to) do
    case get_path(graph, from, to) do
      false ->
        true

      [first, second | _] ->
        del_edges(graph, for(edge <- out_edges(graph, first), :erlang.element(3, edge(graph, edge)) === second, do: edge))
        del_path(graph, from, to)
    end
  end
end
