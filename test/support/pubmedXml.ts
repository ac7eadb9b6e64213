/** A file of PubMed XML as small as one can be, made for a test. */
export function pubmedXml(articles: string[], tail = '</PubmedArticleSet>\n'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<PubmedArticleSet>\n${articles.join('\n')}\n${tail}`;
}

export function pubmedArticle(
  pmid: string,
  facts: { title?: string; abstract?: string; version?: number; doi?: string } = {},
): string {
  const { title = `Study ${pmid}`, abstract, version = 1, doi } = facts;
  const body = abstract ? `<Abstract><AbstractText>${abstract}</AbstractText></Abstract>` : '';
  const doiId = doi ? `<ArticleId IdType="doi">${doi}</ArticleId>` : '';
  return `<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="${version}">${pmid}</PMID>
<Article PubModel="Print"><Journal><JournalIssue CitedMedium="Print"><PubDate><Year>2020</Year></PubDate></JournalIssue>
<Title>Journal of Tests</Title></Journal><ArticleTitle>${title}</ArticleTitle>${body}<Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
</MedlineCitation><PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>
<ArticleId IdType="pubmed">${pmid}</ArticleId>${doiId}</ArticleIdList></PubmedData></PubmedArticle>`;
}
