text = """
  two spaces
no spaces "quoted" \
joined
    four
  """
IO.inspect text
IO.inspect ~S'''
raw #{x} \n
'''
IO.inspect ~s"""
a
 b
"""
# expect: "two spaces\nno spaces \"quoted\" joined\n  four\n"
# expect: "raw \#{x} \\n\n"
# expect: "a\n b\n"
