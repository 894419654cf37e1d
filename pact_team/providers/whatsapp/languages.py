"""The languages in which a text may be approved.

https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/supported-languages
"""

TABLE = """
af sq ar ar_AE ar_EG az be bn bg ca zh_CN zh_HK zh_TW hr cs da nl nl_BE en en_AU en_GB
en_US et fil fi fr fr_CA ka de el gu ha he hi hu id ga it ja kn kk rw_RW ko ky_KG lo lv
lt mk ms ml mr nb fa pl pt_BR pt_PT pa ro ru sr sk sl es es_AR es_CL es_CO es_ES es_MX
es_PE es_UY sw sv ta te th tr uk ur uz vi zu
"""

CODES = tuple(code for line in TABLE.splitlines() for code in line.split())
