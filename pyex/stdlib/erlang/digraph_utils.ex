# Questions about directed graphs, most of them answered by walks in depth.
defmodule :digraph_utils do
  @moduledoc """
  Algorithms for the graphs of `:digraph` (as Erlang's `:digraph_utils`).

      iex> graph = :digraph.new()
      iex> for vertex <- [1, 2, 3], do: :digraph.add_vertex(graph, vertex)
      iex> :digraph.add_edge(graph, 1, 2)
      iex> :digraph.add_edge(graph, 2, 1)
      iex> :digraph_utils.is_acyclic(graph)
      false
      iex> :digraph_utils.cyclic_strong_components(graph) |> Enum.map(&Enum.sort/1)
      [[1, 2]]
  """

  # ---- Order --------------------------------------------------------------------------------------------------------

  @doc "The vertices so ordered that edges lead from earlier ones to later ones, or `false` if there is a cycle."
  def topsort(graph) do
    order = :lists.reverse(postorder(graph))
    if acyclic?(graph, order), do: order, else: false
  end

  @doc "Whether there is no cycle, nor an edge from a vertex to itself."
  def is_acyclic(graph), do: acyclic?(graph, :lists.reverse(postorder(graph)))

  # In an order that goes by edges, no edge leads back.
  defp acyclic?(graph, order) do
    places = :maps.from_list(:lists.zip(order, :lists.seq(1, length(order))))

    :lists.all(
      fn vertex ->
        place = :maps.get(vertex, places)
        :lists.all(&(:maps.get(&1, places) > place), :digraph.out_neighbours(graph, vertex))
      end,
      order
    )
  end

  @doc "The vertices in the order in which a walk in depth leaves them."
  def postorder(graph) do
    {_seen, left} = :lists.foldl(&leave(&1, &2, graph), {%{}, []}, :digraph.vertices(graph))
    :lists.reverse(left)
  end

  defp leave(vertex, {seen, left}, _graph) when is_map_key(seen, vertex), do: {seen, left}

  defp leave(vertex, {seen, left}, graph) do
    {seen, left} = :lists.foldl(&leave(&1, &2, graph), {Map.put(seen, vertex, true), left}, :digraph.out_neighbours(graph, vertex))
    {seen, [vertex | left]}
  end

  @doc "The vertices in the order in which a walk in depth comes to them."
  def preorder(graph), do: :lists.append(forest(:digraph.vertices(graph), &:digraph.out_neighbours(graph, &1)))

  # For each vertex not yet seen, the vertices that a walk from it meets first.
  defp forest(vertices, neighbours) do
    {_seen, trees} =
      :lists.foldl(
        fn vertex, {seen, trees} ->
          case walk([vertex], neighbours, seen, []) do
            {seen, []} -> {seen, trees}
            {seen, met} -> {seen, [:lists.reverse(met) | trees]}
          end
        end,
        {%{}, []},
        vertices
      )

    :lists.reverse(trees)
  end

  defp walk([vertex | rest], neighbours, seen, met) when is_map_key(seen, vertex), do: walk(rest, neighbours, seen, met)

  defp walk([vertex | rest], neighbours, seen, met) do
    {seen, met} = walk(neighbours.(vertex), neighbours, Map.put(seen, vertex, true), [vertex | met])
    walk(rest, neighbours, seen, met)
  end

  defp walk([], _neighbours, seen, met), do: {seen, met}

  # ---- Parts --------------------------------------------------------------------------------------------------------

  @doc "The parts that no edge joins, as lists of vertices."
  def components(graph) do
    forest(:digraph.vertices(graph), &(:digraph.out_neighbours(graph, &1) ++ :digraph.in_neighbours(graph, &1)))
  end

  @doc "The largest parts in which a path leads from each vertex to each other one."
  def strong_components(graph), do: forest(:lists.reverse(postorder(graph)), &:digraph.in_neighbours(graph, &1))

  @doc "The strong components that hold a cycle."
  def cyclic_strong_components(graph) do
    :lists.filter(
      fn
        [vertex] -> :lists.member(vertex, :digraph.out_neighbours(graph, vertex))
        _several -> true
      end,
      strong_components(graph)
    )
  end

  @doc "The vertices with an edge to themselves."
  def loop_vertices(graph) do
    for vertex <- :digraph.vertices(graph), :lists.member(vertex, :digraph.out_neighbours(graph, vertex)), do: vertex
  end

  @doc "A new graph of some of the vertices, and the edges between them."
  def subgraph(graph, vertices) do
    [{:cyclicity, cyclicity} | _] = :digraph.info(graph)
    made = :digraph.new([cyclicity])
    for vertex <- vertices, found = :digraph.vertex(graph, vertex), do: :digraph.add_vertex(made, vertex, :erlang.element(2, found))

    for edge <- :digraph.edges(graph), {edge, from, to, label} = :digraph.edge(graph, edge),
        :digraph.vertex(made, from) && :digraph.vertex(made, to),
        do: :digraph.add_edge(made, edge, from, to, label)

    made
  end

  @doc "A new graph whose vertices are the strong components of another."
  def condensation(graph) do
    components = strong_components(graph)
    home = for component <- components, vertex <- component, into: %{}, do: {vertex, component}
    made = :digraph.new()
    for component <- components, do: :digraph.add_vertex(made, component)

    links = for component <- components, vertex <- component, next <- :digraph.out_neighbours(graph, vertex), do: {component, Map.fetch!(home, next)}
    for {from, to} <- :lists.usort(links), do: :digraph.add_edge(made, from, to)
    made
  end

  # ---- Reach --------------------------------------------------------------------------------------------------------

  @doc "The vertices to which a path leads from one of some vertices, and these."
  def reachable(vertices, graph), do: :lists.append(forest(vertices, &:digraph.out_neighbours(graph, &1)))

  @doc "The vertices to which a path of one edge or more leads from one of some vertices."
  def reachable_neighbours(vertices, graph), do: reachable(:lists.flatmap(&:digraph.out_neighbours(graph, &1), vertices), graph)

  @doc "The vertices from which a path leads to one of some vertices, and these."
  def reaching(vertices, graph), do: :lists.append(forest(vertices, &:digraph.in_neighbours(graph, &1)))

  @doc "The vertices from which a path of one edge or more leads to one of some vertices."
  def reaching_neighbours(vertices, graph), do: reaching(:lists.flatmap(&:digraph.in_neighbours(graph, &1), vertices), graph)

  # ---- Trees --------------------------------------------------------------------------------------------------------

  @doc "Whether the graph, its edges read both ways, is one tree."
  def is_tree(graph), do: :digraph.no_edges(graph) == :digraph.no_vertices(graph) - 1 and length(components(graph)) == 1

  @doc "Whether the graph is a tree whose edges all lead away from one vertex."
  def is_arborescence(graph), do: arborescence_root(graph) != :no

  @doc "`{:yes, root}` of a tree whose edges all lead away from its root, or `:no`."
  def arborescence_root(graph) do
    case is_tree(graph) && :digraph.source_vertices(graph) do
      [root] -> {:yes, root}
      _none -> :no
    end
  end
end
