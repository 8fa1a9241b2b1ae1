module.exports = {
  plugins: {
    "postcss-preset-mantine": {},
    "postcss-simple-vars": {
      variables: {
        phone: "48em",
        desk: "75em",
        wide: "100em",
      },
    },
  },
};
