defmodule Inspect.Algebra do
  @moduledoc """
  Documents that know how to break their lines.

  Functions here build documents, `format/2` lays one out in lines of a given width. A string is a document; others are
  made of groups and breaks: a group that fits into the line stays flat, otherwise its breaks become new lines.

      iex> import Inspect.Algebra
      ...> doc = group(glue(glue("one", "two"), "three"))
      ...> IO.iodata_to_binary(format(doc, 80))
      "one two three"
      iex> import Inspect.Algebra
      ...> doc = group(glue(glue("one", "two"), "three"))
      ...> IO.iodata_to_binary(format(doc, 5))
      "one\\ntwo\\nthree"
  """

  @typedoc "A document: a text, or what the functions here make of texts."
  @type t :: binary | atom | tuple

  defguardp is_doc(doc)
            when is_binary(doc) or doc in [:doc_nil, :doc_line] or
                   (is_tuple(doc) and
                      elem(doc, 0) in [
                        :doc_break,
                        :doc_collapse,
                        :doc_color,
                        :doc_cons,
                        :doc_fits,
                        :doc_force,
                        :doc_group,
                        :doc_limit,
                        :doc_nest,
                        :doc_string
                      ])

  @doc "The document of a term, by the Inspect protocol."
  def to_doc(term, opts), do: :pyex_inspect.to_doc(term, opts)

  @doc "As `to_doc/2`, with the options as they are after it: nothing here changes them."
  def to_doc_with_opts(term, opts), do: {to_doc(term, opts), opts}

  @doc "The empty document."
  def empty, do: :doc_nil

  @doc "Two documents one after the other."
  def concat(doc1, doc2) when is_doc(doc1) and is_doc(doc2), do: {:doc_cons, doc1, doc2}

  @doc "A list of documents one after the other."
  def concat(docs) when is_list(docs), do: fold(docs, &concat/2)

  @doc "A text whose width is its count of characters, not of bytes."
  def string(string) when is_binary(string), do: {:doc_string, string, String.length(string)}

  @doc """
  Indents the lines that begin within a document: by a number, to the `:cursor`, or `:reset` to the margin.
  With `:break` as mode only where the group around is broken.
  """
  def nest(doc, level, mode \\ :always)
  def nest(doc, 0, _mode) when is_doc(doc), do: doc
  def nest(doc, level, mode) when is_doc(doc) and mode in [:always, :break], do: {:doc_nest, doc, level, mode}

  @doc "A break: a text (a space) in a flat group, a new line in one that does not fit."
  def break(string \\ " ") when is_binary(string), do: {:doc_break, string, :strict}

  @doc "A break that becomes a new line only if what follows does not fit into the line."
  def flex_break(string \\ " ") when is_binary(string), do: {:doc_break, string, :flex}

  @doc "Two documents with a break between them."
  def glue(doc1, break_string \\ " ", doc2), do: concat(doc1, concat(break(break_string), doc2))

  @doc "Two documents with a flex break between them."
  def flex_glue(doc1, break_string \\ " ", doc2), do: concat(doc1, concat(flex_break(break_string), doc2))

  @doc "A group: its breaks are all flat or all lines. One that is to `:inherit` is broken with the group around it."
  def group(doc, mode \\ :self) when is_doc(doc), do: {:doc_group, doc, mode}

  @doc "Two documents with a space between them."
  def space(doc1, doc2), do: concat(doc1, concat(" ", doc2))

  @doc "A new line in any case."
  def line, do: :doc_line

  @doc "Two documents with a new line between them."
  def line(doc1, doc2), do: concat(doc1, concat(line(), doc2))

  @doc "Joins documents from the right with a function of two; none give the empty document."
  def fold_doc(docs, folder_fun), do: fold(docs, folder_fun)

  @doc "As `fold_doc/2`."
  def fold(docs, folder_fun)
  def fold([], _folder_fun), do: empty()
  def fold([doc], _folder_fun), do: doc
  def fold([doc | docs], folder_fun), do: folder_fun.(doc, fold(docs, folder_fun))

  @doc "The groups around it will not be flat."
  def force_unfit(doc) when is_doc(doc), do: {:doc_force, doc}

  @doc "The next break in it counts as fitting (`:enabled`), or not (`:disabled`)."
  def next_break_fits(doc, mode \\ :enabled) when is_doc(doc), do: {:doc_fits, doc, mode}

  @doc "No more than `max` empty lines in a row from here on."
  def collapse_lines(max) when is_integer(max) and max > 0, do: {:doc_collapse, max}

  @doc "A document for which the limit of elements does not count."
  def no_limit(doc) when is_doc(doc), do: {:doc_limit, doc, :infinity}

  @doc "A document in the colour that `opts` has for `key`, if any."
  def color(doc, key, opts), do: color_doc(doc, key, opts)

  @doc "As `color/3`."
  def color_doc(doc, color_key, %{syntax_colors: colors}) when is_doc(doc) do
    case Keyword.fetch(colors, color_key) do
      {:ok, color} -> concat({:doc_color, doc, color}, {:doc_color, empty(), Keyword.get(colors, :reset, :reset)})
      :error -> doc
    end
  end

  @doc """
  A collection between two brackets, each element made a document by `fun`, which takes it and the options.

  Options: `:separator` (","), and `:break`: `:strict` (one element a line if the whole does not fit), `:flex` (as many a line as
  fit) or `:maybe` (flex if all elements are plain text).
  """
  def container_doc(left, collection, right, inspect_opts, fun, opts \\ [])

  def container_doc(left, [], right, _inspect_opts, _fun, _opts), do: concat(left, right)

  def container_doc(left, collection, right, inspect_opts, fun, opts) do
    break = Keyword.get(opts, :break, :maybe)
    separator = Keyword.get(opts, :separator, ",")
    {docs, simple?} = container_each(collection, inspect_opts.limit, inspect_opts, fun, [], break == :maybe)
    flex? = simple? or break == :flex
    docs = fold(docs, &join(&1, &2, flex?, separator))

    if flex? do
      group(concat(concat(left, nest(docs, 1)), right))
    else
      group(glue(nest(glue(left, "", docs), 2), "", right))
    end
  end

  @doc "As `container_doc/6`, giving the options back with the document."
  def container_doc_with_opts(left, collection, right, inspect_opts, fun, opts \\ []) do
    plain = fn element, element_opts -> elem(fun.(element, element_opts), 0) end
    {container_doc(left, collection, right, inspect_opts, plain, opts), inspect_opts}
  end

  defp container_each([], _limit, _opts, _fun, docs, simple?), do: {:lists.reverse(docs), simple?}
  defp container_each(_, 0, _opts, _fun, docs, simple?), do: {:lists.reverse(["..." | docs]), simple?}

  defp container_each([element | rest], limit, opts, fun, docs, simple?) when is_list(rest) do
    limit = decrement(limit)
    doc = fun.(element, %{opts | limit: limit})
    container_each(rest, limit, opts, fun, [doc | docs], simple? and simple?(doc))
  end

  defp container_each([element | tail], limit, opts, fun, docs, simple?) do
    opts = %{opts | limit: decrement(limit)}
    {left, right} = {fun.(element, opts), fun.(tail, opts)}
    simple? = simple? and simple?(left) and simple?(right)
    {:lists.reverse([join(left, right, simple?, " |") | docs]), simple?}
  end

  defp decrement(:infinity), do: :infinity
  defp decrement(limit), do: limit - 1

  defp join(:doc_nil, doc, _flex?, _separator), do: doc
  defp join(doc, :doc_nil, _flex?, _separator), do: doc
  defp join(left, right, true, separator), do: flex_glue(concat(left, separator), right)
  defp join(left, right, false, separator), do: glue(concat(left, separator), right)

  defp simple?({:doc_cons, left, right}), do: simple?(left) and simple?(right)
  defp simple?({:doc_color, doc, _}), do: simple?(doc)
  defp simple?({:doc_string, _, _}), do: true
  defp simple?(:doc_nil), do: true
  defp simple?(doc), do: is_binary(doc)

  @doc "Lays a document out in lines of `width` (or `:infinity`); gives iodata."
  def format(doc, width) when is_doc(doc) and (width == :infinity or width >= 0), do: [:pyex_inspect.render(doc, width)]
end
